#!/usr/bin/env bash
# google/benchmark's compare.py drops rows from its table without a word, and still counts them in its mean.
#
# Software: libbenchmark-tools 1.9.1 (compare.py, Debian 13), with numpy 2.2.6 and scipy 1.15.3 from PyPI.
# Expected: a benchmark that only one file has is named as such; one whose time_unit changed from ns to us is converted;
#           the geometric mean is that of the rows shown; a row that became five times slower is no success.
# Seen:     both rows are dropped from the table. The mean is still taken over all times of each file, in file order:
#           where the only row of the table is unchanged (+0.0000), it shows +99.0000, because "gone" (5 ns) and "new"
#           (50,000 ns) are a pair in it. The status is 0, whatever the rows show.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian trixie libbenchmark-tools=1.9.1-1
pypi numpy==2.2.6 scipy==1.15.3

# results FILE NAME,TIME,UNIT…
results() {
    local file=$1 row rows=""
    shift
    for row in "$@"; do
        IFS=, read -r name time unit <<<"$row"
        rows+="${rows:+,}{\"name\":\"$name\",\"run_name\":\"$name\",\"run_type\":\"iteration\",\"iterations\":10,
            \"real_time\":$time,\"cpu_time\":$time,\"time_unit\":\"$unit\"}"
    done
    printf '{"context":{},"benchmarks":[%s]}\n' "$rows" >"$work/$file.json"
}
compare() {
    "$work/venv/bin/python" "$work/trixie/usr/share/benchmark/compare.py" --no-color \
        benchmarks "$work/$1.json" "$work/$2.json" |
        awk '/[+-][0-9]/ { print $1, $2 }' | tr '\n' ';'
}
results old same,100,ns gone,5,ns
results new same,100,ns new,50000,ns
same "one row the same, one gone and one new" "$(compare old new)" "same +0.0000;OVERALL_GEOMEAN +99.0000;"
results old same,100,ns changed,100,ns
results new same,100,ns changed,0.4,us
same "one row the same, one 4 times slower in another unit" "$(compare old new)" "same +0.0000;OVERALL_GEOMEAN +1.0000;"
results new same,500,ns
compare old new >"$work/answer" && status=0 || status=$?
same "status of a row five times slower" "$status" 0

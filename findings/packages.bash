# Sourced by every finding: a folder of its own, pinned public packages in it, and comparisons that end the script.
#
# Nothing is installed on the machine. Debian packages are unpacked below $work/SUITE, and apt's lists and cache lie
# in $work as well; the address of the archive is taken from the machine's own sources.
# Needs: apt, dpkg, gcc and python3 of a Debian system on x86-64.
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C
unset LD_LIBRARY_PATH LD_PRELOAD GLIBC_TUNABLES OPENSSL_CONF OPENSSL_ia32cap NETTLE_FAT_OVERRIDE GNUTLS_CPUID_OVERRIDE
unset NSS_DISABLE_HW_AES NSS_DISABLE_PCLMUL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The address from which this machine gets its own release, in either form of apt's sources.
archive() {
    local codename
    codename=$(. /etc/os-release && printf %s "$VERSION_CODENAME")
    find /etc/apt \( -name '*.list' -o -name '*.sources' \) -exec awk -v name="$codename" '
        FNR == 1 || NF == 0 { address = ""; found = 0 }
        $1 == "deb" { for (i = 2; i < NF - 1; i++) if ($i ~ /:/ && $(i + 1) == name && $(i + 2) == "main") print $i }
        $1 == "URIs:" { address = $2 }
        $1 == "Suites:" || $1 == "Components:" { for (i = 2; i <= NF; i++) if ($i == name || $i == "main") found++ }
        address != "" && found == 2 { print address; found = 0 }' {} + | sed -n 1p
}

# debian SUITE NAME=VERSION…: unpacks packages of a suite below $work/SUITE.
debian() {
    local suite=$1 folder=$work/apt-$1 file
    shift
    if [ ! -d "$folder" ]; then
        mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$work/$suite"
        printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$(archive)" "$suite" \
            >"$folder/sources.list"
        cat >"$folder/apt.conf" <<CONF
Dir::State "$folder"; Dir::State::status "/dev/null"; Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list"; Dir::Etc::sourceparts "-";
Acquire::Languages "none"; APT::Sandbox::User "root";
CONF
        APT_CONFIG=$folder/apt.conf apt-get -qq update
    fi
    (cd "$folder/cache" && APT_CONFIG=$folder/apt.conf apt-get -qq download "$@")
    for file in "$folder"/cache/*.deb; do
        dpkg -x "$file" "$work/$suite"
    done
    rm "$folder"/cache/*.deb
}

# pypi NAME==VERSION…: wheels, into a virtual environment whose interpreter is $work/venv/bin/python.
pypi() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" -q --disable-pip-version-check install --only-binary :all: "$@"
}

# libraries SUITE: where its libraries lie.
libraries() { printf '%s' "$work/$1/usr/lib/x86_64-linux-gnu:$work/$1/lib/x86_64-linux-gnu"; }

# loader SUITE: the program interpreter of its C library.
loader() { find "$work/$1" -name ld-linux-x86-64.so.2 | sed -n 1p; }

# within SUITE PROGRAM ARGUMENT…: runs a program on the suite's libraries alone, C library included.
within() {
    local suite=$1
    shift
    "$(loader "$suite")" --library-path "$(libraries "$suite")" "$@"
}

# compile SUITE NAME FLAG…: builds $work/NAME from C on standard input, with the suite's headers and libraries.
compile() {
    local root=$work/$1/usr name=$2
    shift 2
    gcc -x c -O1 -w -I"$root/include" -I"$root/include/x86_64-linux-gnu" -o "$work/$name" - -x none \
        -L"$root/lib/x86_64-linux-gnu" -Wl,--allow-shlib-undefined "$@"
}

# instructions SUITE PROGRAM ARGUMENT…: what callgrind of that suite counts between the toggles of the program's code.
instructions() {
    local suite=$1
    shift
    VALGRIND_LIB=$work/$suite/usr/libexec/valgrind "$work/$suite/usr/bin/valgrind.bin" --tool=callgrind \
        --collect-atstart=no --callgrind-out-file=/dev/null \
        "$(loader "$suite")" --library-path "$(libraries "$suite")" "$@" 2>&1 >/dev/null |
        awk '/Collected/ { print $NF }'
}

# same WHAT SEEN RECORDED: prints what is seen, and ends the script when it is no longer what was recorded.
same() {
    printf '%s: %s\n' "$1" "$2"
    [ "$2" = "$3" ] || { printf 'CHANGED, it was: %s\n' "$3"; exit 1; }
}

# between WHAT SEEN LOW HIGH: the same for a whole number that differs from run to run.
between() {
    printf '%s: %s\n' "$1" "$2"
    { [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; } || { printf 'CHANGED, it was from %s to %s\n' "$3" "$4"; exit 1; }
}

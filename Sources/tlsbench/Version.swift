/// The tool's own version, in every result.
let toolVersion = "0.1.0"

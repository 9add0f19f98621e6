// One C function for each OpenSSL macro that Swift cannot import.
#pragma once
#include <openssl/evp.h>

// One C name for each OpenSSL macro that Swift cannot import: those that are expressions over other macros.
#pragma once
#include <openssl/evp.h>

/// The selections of EVP_PKEY_fromdata.
static const int tlsbench_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY;
static const int tlsbench_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR;

// One C name for each OpenSSL macro that Swift cannot import: those that are expressions over other macros.
#pragma once
#include <openssl/evp.h>

/// The selections of EVP_PKEY_fromdata.
static const int tlsbench_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY;
static const int tlsbench_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR;

#include <openssl/ssl.h>

/// Options of SSL_CTX_set_options: the full handshake every time, and the server's order of suites.
static const uint64_t tlsbench_SSL_OP_NO_TICKET = SSL_OP_NO_TICKET;
static const uint64_t tlsbench_SSL_OP_CIPHER_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;

// What this package calls of OpenSSL, and one C name for each macro of it that Swift cannot import: those that are expressions over other
// macros.
#pragma once
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// The selections of EVP_PKEY_fromdata.
static const int tlsbench_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY;
static const int tlsbench_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR;


/// Options of SSL_CTX_set_options: the full handshake every time, and the server's order of suites.
static const uint64_t tlsbench_SSL_OP_NO_TICKET = SSL_OP_NO_TICKET;
static const uint64_t tlsbench_SSL_OP_CIPHER_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;

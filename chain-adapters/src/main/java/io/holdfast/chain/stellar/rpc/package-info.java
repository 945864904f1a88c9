/** Asking a Stellar RPC node (formerly Soroban RPC). Its answers are checked, never believed. */
@NullMarked
package io.holdfast.chain.stellar.rpc;

import org.jspecify.annotations.NullMarked;

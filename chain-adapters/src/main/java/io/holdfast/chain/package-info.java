/** Rails: one package for each chain, the pure follower, and the sandbox. */
package io.holdfast.chain;

/** What strangers hand to us, decoded whatever it is. */
package io.holdfast.chain.fuzz;

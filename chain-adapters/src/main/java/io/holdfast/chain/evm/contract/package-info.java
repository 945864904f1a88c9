/** Our contracts: what they emit, and how they are called. */
@NullMarked
package io.holdfast.chain.evm.contract;

import org.jspecify.annotations.NullMarked;

/** Products: what events make of them, and what may be asked. */
package io.holdfast.query.product;

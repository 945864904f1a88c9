/** Products: what is offered, as it is now. */
package io.holdfast.command.product;

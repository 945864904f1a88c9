/** Orders: making, paying, and what each side and a mediator may do to them. */
package io.holdfast.gateway.order;

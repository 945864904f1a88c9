/** Orders: what events do to them, and what may be asked. */
package io.holdfast.query.order;

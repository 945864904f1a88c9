/** What failed and is kept: what events do to it, and what may be asked. */
package io.holdfast.query.parked;

/** Pages, view streams, and the wakes that tie readers to the projection. */
package io.holdfast.query.read;

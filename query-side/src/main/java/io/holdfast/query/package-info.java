/** Projections, read model, queries and view streams. */
package io.holdfast.query;

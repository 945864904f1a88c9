/** The one processor of the read model: batches, their transaction, and what stops them. */
package io.holdfast.query.views;

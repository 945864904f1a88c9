/** Searching the log: an index of its events, and the questions of auditors. */
package io.holdfast.query.audit;

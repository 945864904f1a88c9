/**
 * Proof of solvency: what is owed, as a tree in which everybody finds their own, beside what chains
 * say we hold.
 */
@NullMarked
package io.holdfast.api.solvency;

import org.jspecify.annotations.NullMarked;

/** Proof of solvency: liabilities as a Merkle-sum tree, beside what chains hold. */
package io.holdfast.query.solvency;

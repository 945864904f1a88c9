/** Policies: what an administrator made of them while the ledger ran. */
package io.holdfast.query.policy;

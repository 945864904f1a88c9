/**
 * The Merkle tree over the log (RFC 6962, RFC 9162), its checkpoints and its proofs, for those who
 * do not trust us.
 */
package io.holdfast.query.transparency;

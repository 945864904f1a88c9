/**
 * What is asked of the tree over the log: checkpoints, proofs, and a bundle to check by oneself.
 */
package io.holdfast.api.transparency;

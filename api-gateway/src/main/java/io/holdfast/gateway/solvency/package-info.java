/** Proof of solvency at the door. */
package io.holdfast.gateway.solvency;

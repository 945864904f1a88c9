/** Whole paths of money through the whole program, as a person at its doors sees them. */
package io.holdfast.app.money;

/** Bad input by the thousand, made from what is good: the same each time from the same seed. */
package io.holdfast.testkit.fuzz;

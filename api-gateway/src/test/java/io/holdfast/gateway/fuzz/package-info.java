/** Bad input at every door, made by the thousand. */
package io.holdfast.gateway.fuzz;

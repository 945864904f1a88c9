/** What is said of people: sealed on its way in, opened for those who may see it (ADR 0024). */
package io.holdfast.gateway.personal;

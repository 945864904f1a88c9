/** Quotes: who was told which rate, until when it holds, and which order was made by it. */
package io.holdfast.command.quote;

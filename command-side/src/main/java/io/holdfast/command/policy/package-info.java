/** What may go out and come in, as configured. */
package io.holdfast.command.policy;

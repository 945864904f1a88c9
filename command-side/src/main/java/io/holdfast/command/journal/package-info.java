/** Journal entries: value moves between accounts, in one append or not at all. */
package io.holdfast.command.journal;

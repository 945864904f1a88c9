/** The console in a real browser, on the whole program. */
package io.holdfast.app.console;

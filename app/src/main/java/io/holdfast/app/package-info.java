/** The one runnable: wires the modules; fault, peer and browser tests. */
package io.holdfast.app;

/** Reports of solvency: asked for, and published once. */
package io.holdfast.command.solvency;

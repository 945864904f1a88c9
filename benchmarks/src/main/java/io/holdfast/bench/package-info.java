/** Load programs, each printing a ratio against a floor measured in the same run. */
package io.holdfast.bench;

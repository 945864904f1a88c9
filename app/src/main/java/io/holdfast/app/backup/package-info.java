/**
 * Backup and restore: one moment of the whole database and every secret in one sealed file, made
 * while Holdfast runs, and put back into an empty place. ADR 0043.
 */
package io.holdfast.app.backup;

/**
 * The embedded PostgreSQL: a real server on a folder of ours, started, watched and stopped by us.
 */
package io.holdfast.app.postgres;

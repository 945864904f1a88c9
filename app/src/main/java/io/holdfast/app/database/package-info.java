/** The connection to PostgreSQL, the embedded one or one's own, and its migrations. */
package io.holdfast.app.database;

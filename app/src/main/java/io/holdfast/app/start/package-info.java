/** What happens before anything else: the data folder, the secrets, and saying plainly why not. */
package io.holdfast.app.start;

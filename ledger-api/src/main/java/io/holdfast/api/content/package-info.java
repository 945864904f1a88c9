/** What is kept by what it says: its name is computed from its bytes. */
package io.holdfast.api.content;

/** Sessions: how a person is let in, stays in, and goes out or is put out. */
package io.holdfast.api.session;

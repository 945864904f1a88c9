/** People: by what they are known, what they may do, and that no two are known by the same. */
package io.holdfast.command.user;

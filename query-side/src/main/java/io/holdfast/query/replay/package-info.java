/** Replays as they are seen, and the rebuilding of the read model beside the one in use. */
package io.holdfast.query.replay;

/** REST, RSocket, WebSocket, security and the web console. */
package io.holdfast.gateway;

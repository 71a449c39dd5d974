/**
 * How hosts are reached. A connector opens connections, a connection spawns byte streams, and everything else (framed shells,
 * facts, uploads, other users) is built on top of that, the same for every connector.
 */
package groovyinfra.connect;

/** The controller as a host: commands are its own processes, without any connection. */
package groovyinfra.connect.local;

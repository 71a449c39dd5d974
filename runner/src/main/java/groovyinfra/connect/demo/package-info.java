/**
 * Hosts for trying things out: a small SSH server inside this process, which runs real commands on this machine, each host in
 * a home directory of its own. They are reached over SSH like any other host.
 */
package groovyinfra.connect.demo;

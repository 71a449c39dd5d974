/**
 * Hosts over SSH, as OpenSSH's users know it: their keys, agent, known hosts and settings. The only package that knows the SSH
 * library.
 */
package groovyinfra.connect.ssh;

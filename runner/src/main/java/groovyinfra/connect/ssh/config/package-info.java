/** OpenSSH's client configuration as it is written in files, and which of its lines apply to a host. Knows nothing of connections. */
package groovyinfra.connect.ssh.config;

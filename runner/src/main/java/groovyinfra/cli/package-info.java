/**
 * The command line: commands, configuration, exit codes. The only place that prints or exits.
 */
package groovyinfra.cli;

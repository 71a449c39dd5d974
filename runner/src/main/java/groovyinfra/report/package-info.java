/**
 * Events, the only way out of the engine, and their readers: console, JSON lines.
 */
package groovyinfra.report;

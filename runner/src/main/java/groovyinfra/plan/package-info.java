/**
 * Stages, the merge that orders them over all hosts, and the plan that comes of it. Pure: no thread, no clock, no host.
 */
package groovyinfra.plan;

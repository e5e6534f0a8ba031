namespace Ingestion.Worker.Following;

/// <summary>Puts the status page into the host.</summary>
internal static class FollowingHosting
{
    public static void MapStatusPage(this IApplicationBuilder app, StatusEndpoint endpoint) =>
        app.Use(next => context => endpoint.TryServe(context, out var served) ? served : next(context));
}

namespace Ingestion.Worker.Api;

/// <summary>Puts the entrance for systems downstream into the host.</summary>
internal static class ApiHosting
{
    public static void MapApi(this IApplicationBuilder app, ApiEndpoint endpoint) =>
        app.Use(next => context => endpoint.TryServe(context, out var served) ? served : next(context));
}
